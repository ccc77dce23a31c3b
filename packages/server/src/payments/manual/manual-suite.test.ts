import { testReportedProvider } from '../reported-provider-suite.ts';
import { manualProvider } from './manual-provider.ts';

testReportedProvider('manual', () => manualProvider());
