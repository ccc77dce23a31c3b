// With the provider, from which most pages let it take its settings.
import './workroom-provider.ts';
import { defineElements } from '../foundation/define.ts';
import { ReviewAndPay } from '../review-and-pay/review-and-pay.ts';

defineElements([ReviewAndPay]);
