export { createLog, type Log } from './log.ts'
export { run } from './run.ts'
export { type RunningServer, type ServerOptions, startServer } from './start-server.ts'
