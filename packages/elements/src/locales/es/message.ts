import type { Messages } from '../../foundation/messages.ts';

export default {
  'message.label': 'Mensaje',
  'message.placeholder': 'Escribir a {name}…',
  'message.send': 'Enviar',
  'message.sent': 'Mensaje enviado.',
  'message.everyone': 'ambas partes',
  'message.empty': 'Escriba un mensaje.',
  'timeline.title': 'Actividad',
  'timeline.loading': 'Cargando la actividad…',
  'timeline.failed': 'No se pudo cargar la actividad',
} satisfies Messages;
