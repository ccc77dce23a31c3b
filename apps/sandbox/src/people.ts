/** The invented people of the marketplace. This is a sandbox, so anybody can sign in as any of them. */
export interface SandboxPerson {
  readonly id: string;
  readonly name: string;
  readonly side: 'client' | 'freelancer' | 'mediator' | 'operator';
  readonly about: string;
}

export const people = [
  { id: 'dana', name: 'Dana Whitlock', side: 'client', about: 'Runs Juniper Bakery and hires for it' },
  { id: 'priya', name: 'Priya Raman', side: 'client', about: 'Dana’s colleague, on one shared contract' },
  { id: 'lee', name: 'Lee Okafor', side: 'freelancer', about: 'Designer and photographer' },
  { id: 'noor', name: 'Noor Haddad', side: 'freelancer', about: 'Works with Lee, on one shared contract' },
  { id: 'sam', name: 'Sam Ferro', side: 'mediator', about: 'Sees a contract only while it is disputed' },
  { id: 'bruno', name: 'Bruno Keller', side: 'client', about: 'Pays for Juniper Bakery, on one shared contract' },
  { id: 'ida', name: 'Ida Moreau', side: 'client', about: 'Plans and reviews, and cannot pay, on one shared contract' },
  { id: 'rae', name: 'Rae Lindqvist', side: 'operator', about: 'Works for Quillmoor and sees every contract' },
] as const satisfies readonly SandboxPerson[];

export type PersonId = (typeof people)[number]['id'];

export function personWith(id: unknown): SandboxPerson | null {
  return people.find((person) => person.id === id) ?? null;
}
