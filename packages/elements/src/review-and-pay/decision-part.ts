export { forms } from '../theme/forms.ts';
export { ReviewController } from './review-controller.ts';
export { reviewStrings } from './strings.ts';
export { styles } from './styles.ts';
