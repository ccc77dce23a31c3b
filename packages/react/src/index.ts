'use client';

export * from './activity-timeline.ts';
export * from './contract-list.ts';
export * from './milestone-workroom.ts';
export * from './review-and-pay.ts';
export * from './workroom-operations.ts';
export * from './workroom-provider.ts';
