// A page that defines one element first, and the provider later.
import { defineElements } from '../src/foundation/define.ts';
import { ReviewAndPay } from '../src/review-and-pay/review-and-pay.ts';

defineElements([ReviewAndPay]);
