import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { markdownTable } from '@workroom/core/testing';
import ts from 'typescript-5';
import { root } from './blocks.ts';

// docs/options.md: the options of `createWorkroom`, from the JSDoc of their declarations.

interface Option {
  readonly name: string;
  readonly isRequired: boolean;
  readonly type: string;
  readonly text: string;
  readonly byDefault: string | undefined;
  readonly examples: readonly string[];
}

/** Options that are objects: where their fields are declared. */
const parts = [
  ['policy', 'packages/core/src/policy.ts', 'ChosenPolicy'],
  ['mail', 'packages/server/src/notifications/mail/mail-option.ts', 'MailOption'],
  ['webhooks', 'packages/server/src/notifications/webhook-options.ts', 'WebhookOptions'],
  ['uploads', 'packages/server/src/uploads/upload-storage.ts', 'UploadsOption'],
  ['uploads.quota', 'packages/server/src/uploads/upload-storage.ts', 'UploadQuota'],
  ['retention', 'packages/server/src/erasure/retention.ts', 'RetentionOption'],
  ['rateLimit', 'packages/server/src/http/rate-limit.ts', 'RateLimit'],
  ['paymentTiming', 'packages/server/src/payments/timing.ts', 'PaymentTiming'],
] as const;

export function optionsPage(): string {
  const options = declared('packages/server/src/options.ts', 'WorkroomOptions');
  return [
    '# Options',
    '',
    'The options of `createWorkroom`, generated from their JSDoc. Every option but `payments` is optional. Options are checked',
    'at start, and a mistake is reported with what to do.',
    '',
    ...options.flatMap((option) => section(option)),
    ...parts.flatMap(([name, file, type]) => [`## Fields of \`${name}\``, '', fields(declared(file, type)), '']),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
}

function section({ name, isRequired, type, text, byDefault, examples }: Option): string[] {
  return [
    `## \`${name}\``,
    '',
    text,
    '',
    `- Type: \`${type}\``,
    ...(isRequired ? ['- Required'] : byDefault === undefined ? [] : [`- Default: ${valueFirst(byDefault)}`]),
    ...examples.map((example) => `- Example: ${inCode(example)}`),
    '',
  ];
}

function fields(options: readonly Option[]): string {
  return markdownTable(
    ['field', 'type', 'what it does'],
    options.map(({ name, type, text, byDefault }) => [
      `\`${name}\``,
      inCell(`\`${type}\``),
      inCell(byDefault === undefined ? text : `${text} Default: ${valueFirst(byDefault)}`),
    ]),
  );
}

/** A default value is formatted as code; the text after it is not. */
function valueFirst(byDefault: string): string {
  return byDefault.replace(
    /^('[^']*'|\[.*?\]|\{.*?\}|true|false|[\d_]+|\w+\.\w+|default\w+|mailText|setTimeout)(?=$|[, ])/,
    '`$1`',
  );
}

function inCell(text: string): string {
  return text.replaceAll('|', '\\|');
}

/** A code example, and what a comment at its end says of it. */
function inCode(example: string): string {
  const [code = '', remark] = example.split(/ +\/\/ /);
  return remark === undefined ? `\`${code}\`` : `\`${code}\` (${remark})`;
}

export function declared(file: string, name: string): readonly Option[] {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const found = source.statements.find((each) => ts.isInterfaceDeclaration(each) && each.name.text === name);
  if (found === undefined || !ts.isInterfaceDeclaration(found))
    throw new Error(`${file} declares no interface ${name}.`);
  return found.members.filter(ts.isPropertySignature).map((member) => option(member, source));
}

function option(member: ts.PropertySignature, source: ts.SourceFile): Option {
  const tags = ts.getJSDocTags(member);
  const said = (tag: string) =>
    tags
      .filter(({ tagName }) => tagName.text === tag)
      .map(({ comment }) => unwrapped(ts.getTextOfJSDocComment(comment) ?? ''));
  const [doc] = ts.getJSDocCommentsAndTags(member);
  const text = doc !== undefined && ts.isJSDoc(doc) ? unwrapped(ts.getTextOfJSDocComment(doc.comment) ?? '') : '';
  const name = member.name.getText(source);
  if (text === '') throw new Error(`${source.fileName} says nothing of ${name}.`);
  const type = (member.type?.getText(source) ?? 'unknown').replace(/ \| undefined$/, '').replaceAll(/\s+/g, ' ');
  return {
    name,
    isRequired: member.questionToken === undefined,
    type,
    text: /[.?!]$/.test(text) ? text : `${text}.`,
    byDefault: said('default')[0],
    examples: said('example'),
  };
}

function unwrapped(comment: string): string {
  return comment.replaceAll(/\s*\n\s*/g, ' ').trim();
}
