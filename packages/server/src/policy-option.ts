import { defaultPolicy, type Policy } from '@workroom/core';
import { schemas } from '@workroom/core/api';
import { z } from 'zod';

/** Any of the policy; of its tables any entry. */
export type PolicyOption = Partial<Omit<Policy, 'fees'>> & { readonly fees?: Partial<Policy['fees']> };

/** The defaults with what the marketplace chose. @throws TypeError naming what is out of range or unknown */
export function policyFrom(chosen: PolicyOption = {}): Policy {
  const policy = schemas.Policy.safeParse({
    ...defaultPolicy,
    ...chosen,
    minimumAmount: { ...defaultPolicy.minimumAmount, ...chosen.minimumAmount },
    fees: { ...defaultPolicy.fees, ...chosen.fees },
  });
  if (policy.success) return policy.data;
  throw new TypeError(`The policy is not valid. Correct these:\n${z.prettifyError(policy.error)}`);
}
