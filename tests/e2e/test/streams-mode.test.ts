import { describeMainJob } from './main-job.js';

describeMainJob('redis_streams');
