import { toNextRoute } from '@workroom/server/node';
import { workroom } from '../../../workroom.ts';

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = toNextRoute(workroom);
