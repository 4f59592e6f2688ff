// Prints whether the queue is enabled, from environment and configs/config.json as the services read them. Needs the build.
import { loadConfig } from '../../packages/config/dist/index.js';

try {
  console.log(loadConfig(process.env, { sections: ['app'] }).app.enableRedisQueue);
} catch (error) {
  console.error(`error: ${error.message}`);
  process.exitCode = 1;
}
