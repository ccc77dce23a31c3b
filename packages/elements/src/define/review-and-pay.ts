import { defineElements } from '../foundation/define.ts';
import { ReviewAndPay } from '../review-and-pay/review-and-pay.ts';

defineElements([ReviewAndPay]);
