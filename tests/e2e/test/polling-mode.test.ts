import { describeMainJob } from './main-job.js';

describeMainJob('db_polling', 'environment');
describeMainJob('db_polling', 'file');
