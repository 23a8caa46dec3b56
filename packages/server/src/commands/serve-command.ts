import type { Command, Option } from 'commander'
import {
  parseAmount,
  parseKey,
  parseOrigins,
  parsePort,
  parsePositive,
  parseServerUrl,
  parseSwitch,
} from '../configuration/option-values.ts'
import { logLevels } from '../log.ts'
import { databaseOption, option } from './common-options.ts'
import { parseDays } from './operation-commands.ts'
import { type ServeOptions, serve } from './serve.ts'

/** Adds `leadlight serve`. */
export function addServeCommand(program: Command, process: NodeJS.Process): void {
  const command = program
    .command('serve')
    .description('serve the collector, the script and the page of leads')
  for (const item of [...basicOptions(), ...limitOptions(), ...serviceOptions()]) command.addOption(item)
  command.action((options: ServeOptions) => serve(options, process))
}

/** Address, database, keys, model and allowed senders. */
function basicOptions(): Option[] {
  return [
    option('--port <number>', 'port to listen on').argParser(parsePort).default(8787),
    option('--host <address>', 'address to listen on; 0.0.0.0 for all').default('127.0.0.1'),
    databaseOption(),
    option('--write-key <key>', 'public key of the site; made and remembered when not given').argParser(
      parseKey,
    ),
    option('--secret-key <key>', 'private key of the API; made and remembered when not given').argParser(
      parseKey,
    ),
    option(
      '--model <file>',
      'scoring model in JSON, or preset:<name>; the built-in one for B2B websites when not given',
    ),
    option('--allow-origin <origins>', 'origins whose pages may send events; any when not given').argParser(
      parseOrigins,
    ),
    option('--trust-proxy [yes]', 'take visitors’ addresses from X-Forwarded-For').argParser(parseSwitch),
  ]
}

/** Limits beyond which senders are refused. */
function limitOptions(): Option[] {
  return [
    option('--address-rate <number>', 'requests a second from one public IP address; 0 for any number')
      .argParser(parseAmount)
      .default(200),
    option('--key-rate <number>', 'events a second with one write key; 0 for any number')
      .argParser(parseAmount)
      .default(10_000),
    option('--queue <MiB>', 'how much may wait to be stored before senders are told to come back later')
      .argParser(parsePositive)
      .default(8),
    option('--unfinished <MiB>', 'how much may be held of requests that have not come in whole')
      .argParser(parsePositive)
      .default(32),
    option('--connections <number>', 'how many may be open; a quarter of them from one public IP address')
      .argParser(parsePositive)
      .default(10_000),
  ]
}

/** Mail, downloads, metrics, retention and log. */
function serviceOptions(): Option[] {
  return [
    option('--smtp-url <url>', 'mail server, like smtps://user:password@mail.example.com'),
    option('--mail-from <address>', 'sender of mails, like "Example <letters@example.com>"'),
    option(
      '--public-url <url>',
      'where everybody reaches this server, for the script tag, links in mails and clients of Segment',
    ).argParser(parseServerUrl),
    option('--downloads <folder>', 'files that forms hand out by links that expire'),
    option('--metrics-token <token>', 'opens /metrics and nothing else; secret keys do too'),
    option(
      '--keep-events-days <days>',
      'how long is kept what visitors did; for ever when not given',
    ).argParser(parseDays),
    option('--log-level <level>', 'how much to log').choices(logLevels).default('info'),
  ]
}
