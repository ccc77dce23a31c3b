import { Room } from './room.tsx';

export default async function Page({ params }: { readonly params: Promise<{ readonly contractId: string }> }) {
  return <Room contractId={(await params).contractId} />;
}
