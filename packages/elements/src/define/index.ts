import './workroom-provider.ts';
import './contract-list.ts';
import './milestone-workroom.ts';
import './review-and-pay.ts';
