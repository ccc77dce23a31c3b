import { workroom } from '../../workroom.ts';

export async function POST(): Promise<Response> {
  const user = { id: 'dana', name: 'Dana Whitlock' }; // the person who is signed in on your marketplace
  return Response.json(await workroom.sessions.create({ user }));
}
