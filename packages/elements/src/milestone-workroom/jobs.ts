/** What the dialog needs, and what most rooms never show: loaded when it is needed, or before that when the page is idle. */
export { ReviewController } from '../review-and-pay/review-controller.ts';
export { reviewStrings } from '../review-and-pay/strings.ts';
export { styles as reviewStyles } from '../review-and-pay/styles.ts';
export { forms } from '../theme/forms.ts';
export { taskStyles } from './styles/tasks.ts';
export { TaskController } from './task-controller.ts';
export { settlingStrings } from './tasks/settling-strings.ts';
export { taskStrings } from './tasks/strings.ts';
export { disputeView } from './views/dispute-view.ts';
export { proposalsView } from './views/proposals-view.ts';
