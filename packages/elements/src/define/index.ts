import './workroom-provider.ts';
import './milestone-workroom.ts';
import './review-and-pay.ts';
