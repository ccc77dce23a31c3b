import { type OperationName, operation } from '@workroom/core/operations';
import * as commands from '../../src/foundation/commands.ts';
import * as commandsInPlace from '../../src/foundation/commands-in-place.ts';
import * as operatorCommands from '../../src/foundation/operator-commands.ts';

/** What a name means wherever it shows. A class's own JSDoc wins. */
type Descriptions = Readonly<Record<string, string>>;

export const sharedParts: Descriptions = {
  actions: 'A row of buttons.',
  activity: 'Messages and what happened.',
  amount: 'What the milestone is worth, or a row of a bill.',
  approval: 'A command that waits for others to approve it.',
  badge: 'A state in a word or two; the state is a second name, `badge submitted` say.',
  bone: 'A line of the placeholder while loading.',
  bar: 'The bar that shows where the money is.',
  'bar-part': 'A share of the bar; what it stands for is a second name, `bar-part held` say.',
  bill: 'What something costs and pays, row by row.',
  bonus: 'The offer to add a bonus, and its amount.',
  button:
    'Every button; `button primary` the main one, `button closed` one that something stands in the way of, and says so.',
  card: 'All of it.',
  carried: 'Money that waits for the next milestone.',
  changed: 'Said when the milestone changed while it was being decided about.',
  changes: 'What a proposal would change.',
  chargeback: 'What the client’s bank takes back; how far it is stands as a second name, `chargeback open` say.',
  choice: 'One thing to choose, with its label.',
  choices: 'Approve or request changes.',
  clock: 'What is left of a deadline; the instant shows on hover and focus.',
  close: 'Closes the dialog or popover.',
  closed: 'Why something cannot be done now; with `button`, a button for that.',
  composer: 'Where something is written.',
  confirm: 'What will happen, and the button that does it.',
  contract: 'One contract; its status is a second name, `contract active` say.',
  day: 'The heading of a day.',
  decision: 'What there is to decide.',
  description: 'The deliverables.',
  details: 'Something folded.',
  dialog: 'The dialog.',
  'dialog-bar': 'The top of the dialog.',
  'dialog-title': 'What the dialog is about.',
  dispute: 'An open dispute.',
  document: 'A document, by its type, with its number and amount.',
  due: 'The due date; `due overdue` once it has passed. Beside *Pay now*: what is charged or released.',
  effect: 'What sending the form will do.',
  empty: 'What is said while there is nothing to show.',
  error: 'Why something could not be shown or done, and what to do next.',
  event: 'An entry; its type is a second name, `event milestone-submitted` say.',
  export: 'Where the evidence is downloaded.',
  field: 'A label with its input, hint and error.',
  'field-error': 'What is wrong with a field.',
  files: 'Files chosen for a submission or a statement.',
  figures: 'The amounts of the summary.',
  filters: 'Search, filters and order.',
  form: 'A form.',
  freeze: 'That the contract is frozen, by whom and why.',
  funds: 'Where the money of a milestone is.',
  header: 'Title, state and people.',
  held: 'How much is held.',
  hint: 'Advice beside a choice.',
  increase: 'More money that was agreed and waits to be funded.',
  input: 'Every input, select and textarea.',
  job: 'What there is to do, in two or three words.',
  label: 'The label of a field or of a row of a bill.',
  leftover: 'The choice where the rest of the money goes.',
  link: 'Every link.',
  'link-host': 'The host that a link of a submission leads to.',
  list: 'The contracts.',
  message: 'What somebody wrote.',
  milestone: 'A milestone; its state is a second name, `milestone submitted` say.',
  'milestone-fields': 'The fields of one milestone of several.',
  milestones: 'All milestones.',
  'money-field': 'An amount to type, with the sign of its currency.',
  monogram: 'The initials of a person.',
  more: 'With `button`: brings more of the list.',
  move: 'With `button`: moves a milestone up or down.',
  'next-step': 'What the viewer does next; `next-step yours`, `waiting` or `done`.',
  node: 'The point of a milestone on its line; its state is a second name.',
  note: 'Advice, or what there is to know before going on.',
  notification: 'One notification; `notification unread` or `notification read`.',
  notifications: 'The list of notifications.',
  'notifications-button': 'With `button`: opens the notifications.',
  overdue: 'With `due`: the due date has passed.',
  paid: 'When and how a milestone was paid.',
  offers: 'The open offers of both sides.',
  'panel-bar': 'The top of the notifications.',
  payment: 'A payment that somebody waits for; status and kind are further names, `payment failed charge` say.',
  payments: 'The payments of a milestone.',
  person: 'One of the people; the side is a second name, `person client` say.',
  primary: 'With `button`: the main one.',
  proposal: 'A change of the plan that one side proposes.',
  payouts: 'What the freelancer has been paid, and what is on its way.',
  quote: 'What somebody wrote, where it is told.',
  rail: 'Progress over the milestones.',
  'refund-request': 'An open refund request.',
  requested: 'Said where a command waits for others to approve it.',
  review: 'The running review and its clock.',
  room: 'All of it.',
  root: 'Everything inside the element.',
  row: 'One line of a sum.',
  return: 'Released money on its way back; how far it is stands as a second name.',
  sealed: 'Where the sealed offers stand.',
  shortfall: 'What was taken of a funded milestone and can be deposited again.',
  segments: 'The choice between two ways to decide.',
  settlement: 'How both can settle a dispute themselves.',
  side: 'What stands beside the milestones where there is room for it.',
  skeleton: 'Holds the place while loading.',
  spinner: 'Turns while a command is on its way.',
  stale: 'Said while the connection is lost.',
  standing: 'The state of the milestone, for readers who have nothing to decide.',
  statement: 'One statement in a dispute.',
  statements: 'The statements of a dispute.',
  stop: 'A milestone on the rail; its state is a second name.',
  'stop-line': 'The line of a stop on the rail.',
  submission: 'What was submitted.',
  success: 'Said once it is done.',
  summary: 'What a button will do, or where the money is.',
  swatch: 'The colour that an amount has in the bar; what it stands for is a second name.',
  timeline: 'The entries, newest first.',
  tip: 'What shows on hover and focus.',
  title: 'The title.',
  toast: 'One of them: `toast success`, or `toast danger` where something could not be taken back.',
  toasts: 'What was just done, above the page.',
  turn: 'What the contract waits for the viewer to do.',
  undo: 'Takes back what was just done; `button undo`.',
  'unread-count': 'The number of unread notifications.',
  work: 'What was submitted, as it was written.',
};

export const sharedSlots: Descriptions = {
  header: 'In place of the title.',
  'icon-close': 'In place of the cross that closes.',
  'icon-notifications': 'In place of the bell.',
  empty: 'In place of what is said while there is nothing to show.',
  payment: "The payment processor's own fields, beside what is charged.",
  footer: 'Below everything.',
};

export const sharedStates: Descriptions = {
  busy: 'A command is on its way.',
  client: 'The viewer is the client.',
  done: 'What was to be decided here is decided.',
  empty: 'There is nothing to show.',
  error: 'Nothing can be shown; it says why.',
  freelancer: 'The viewer is the freelancer.',
  loading: 'It is read for the first time.',
  mediator: 'The viewer is the mediator.',
  open: 'The dialog is open.',
  ready: 'It shows what the server told.',
  stale: 'What is shown could not be read again lately.',
};

export const sharedTokens: Descriptions = {
  '--workroom-accent': 'Main buttons, links and what is chosen. Any colour.',
  '--workroom-on-accent': 'Text on the accent.',
  '--workroom-surface': 'The ground.',
  '--workroom-text': 'Text.',
  '--workroom-muted': 'Text of lesser weight.',
  '--workroom-border': 'Lines and edges.',
  '--workroom-danger': 'Errors and what cannot be undone.',
  '--workroom-success': 'What went well.',
  '--workroom-attention': 'What waits for somebody.',
  '--workroom-scrim': 'What lies over the page while a dialog is open.',
  '--workroom-shadow': 'Of dialogs and popovers.',
  '--workroom-radius': 'Of cards; controls derive theirs from it.',
  '--workroom-space': 'A quarter of a line; every distance is a multiple of it.',
  '--workroom-font': 'The family of fonts. By itself the page’s own.',
  '--workroom-heading-font': 'The family of fonts of titles. By itself that of the text.',
  '--workroom-font-size': 'The size of text; all other sizes derive from it.',
  '--workroom-control-height': 'The least height of buttons and fields.',
};

const lifecycle: Descriptions = {
  'workroom-ready': 'It shows what it is about for the first time.',
  'workroom-load-error': 'Reading failed; `detail.error` says why.',
  'workroom-session-expired': 'The session could not be renewed.',
  'workroom-payment-action': "A payment needs the client's own action, a bank's confirmation say.",
  'workroom-approval-requested':
    'A command waits for others on the person’s side to approve it; nothing else has happened.',
  'workroom-navigate': 'A link was followed. Cancel it to route it yourself.',
  'workroom-open': 'The dialog opened. Does not bubble.',
  'workroom-close': 'The dialog closed. Does not bubble.',
};

export interface EventWords {
  readonly description: string;
  readonly type: string;
}

/** Lifecycle events by the list above, those of commands by what the operation does. */
export const sharedEvents: ReadonlyMap<string, EventWords> = new Map([
  ...Object.entries(lifecycle).map(([name, description]): [string, EventWords] => [
    name,
    { description, type: `WorkroomEventMap['${name}']` },
  ]),
  ...Object.values({ ...commands, ...commandsInPlace, ...operatorCommands }).flatMap(
    (command): [string, EventWords][] => {
      const { summary } = operation(command.operation satisfies OperationName);
      const answer = 'charges' in command ? '; answer with `respondWith({ paymentMethod })`' : '';
      return [
        [
          command.request,
          {
            description: `Before this: ${summary}. Cancelable${answer}.`,
            type: `WorkroomIntentEvent<'${command.operation}'>`,
          },
        ],
        [command.fact, { description: `After this: ${summary}.`, type: `WorkroomFactEvent<'${command.operation}'>` }],
      ];
    },
  ),
]);
