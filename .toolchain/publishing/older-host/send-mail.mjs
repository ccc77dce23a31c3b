import { nodemailerSender } from '@workroom/server/node';

const send = nodemailerSender({
  transport: { streamTransport: true, buffer: true },
  from: 'Market <no-reply@market.example>',
});
await send({
  to: { name: 'Dana', address: 'dana@example.com' },
  subject: 'Work was submitted',
  text: 'Lee submitted "Logo".',
  html: '<p>Lee submitted "Logo".</p>',
  messageId: 'evt_1@market.example',
});
console.log('sent');
