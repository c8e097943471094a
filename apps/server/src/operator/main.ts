import { runOperatorCommand } from './command.ts'

process.exitCode = await runOperatorCommand(process.argv.slice(2), {
  env: process.env,
  pid: process.pid,
  write: (text) => process.stdout.write(text),
  fail: (text) => process.stderr.write(text),
})
