/** What the dialog needs, and what most rooms never show: loaded when it is needed, or before that when the page is idle. */

export { ModalDialog } from '../foundation/modal-dialog.ts';
export { JobForms } from './job-forms.ts';
