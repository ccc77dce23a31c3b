export { default as english } from '../locales/en/review.ts';
export { forms } from '../theme/forms.ts';
export { ReviewController } from './review-controller.ts';
export { styles } from './styles.ts';
