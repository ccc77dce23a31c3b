/** A request of a test that the simulated provider refuses. */
export class SimulationRefused extends Error {
  override readonly name = 'SimulationRefused';
  readonly code: SimulationRefusal;

  constructor(code: SimulationRefusal, message: string) {
    super(message);
    this.code = code;
  }
}

export type SimulationRefusal =
  | 'charge_unknown'
  | 'transfer_unknown'
  | 'charge_not_settled'
  | 'chargeback_open'
  | 'no_chargeback'
  | 'amount_too_large';
