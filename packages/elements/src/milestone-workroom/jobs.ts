/** What the dialog needs and the room does not: loaded when the first job is opened, or before that when the page is idle. */
export { ReviewController } from '../review-and-pay/review-controller.ts';
export { reviewStrings } from '../review-and-pay/strings.ts';
export { styles as reviewStyles } from '../review-and-pay/styles.ts';
export { taskStyles } from './styles/tasks.ts';
export { TaskController } from './task-controller.ts';
export { taskStrings } from './tasks/strings.ts';
