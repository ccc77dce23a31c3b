import type { RoomController } from '../foundation/room-controller.ts';
import { follow, shown } from '../foundation/room-files.ts';

/** Saves the evidence of the contract as a file. */
export function exportEvidence(room: RoomController, format: 'json' | 'html'): void {
  void shown(room, async (client, contractId) => {
    const url = URL.createObjectURL(await client.exportFile({ contractId, format }));
    follow(url, `${contractId}.${format}`);
    URL.revokeObjectURL(url);
  });
}
