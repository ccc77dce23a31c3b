// Includes the provider, because most pages use it for the settings.
import './workroom-provider.ts';
import { defineElements } from '../foundation/define.ts';
import { ReviewAndPay } from '../review-and-pay/review-and-pay.ts';

defineElements([ReviewAndPay]);
