/**
 * Installs what is missing before `npm start` and `npm test`: npm packages, with `--browser` a Chromium, with `--proxies` nginx,
 * Caddy and PgBouncer, with `--other-browsers` Firefox and WebKitGTK.
 * Runs on the machine's own Node, 20 or newer, before anything is installed; the packages bring Node 24 for the rest.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { findBrowser } from './find-browser.js'

const root = fileURLToPath(new URL('..', import.meta.url))

if (Number.parseInt(process.versions.node, 10) < 20) {
  stop(`Leadlight is built with Node 20 or newer; this is ${process.version}.`)
}
if (!packagesAreInstalled()) {
  console.log('Installing npm packages …')
  run('npm', ['ci', '--loglevel=error'], 'npm ci failed: see its message above.')
}
if (process.argv.includes('--browser')) provideBrowser()
if (process.argv.includes('--proxies')) provideProxies()
if (process.argv.includes('--other-browsers')) provideOtherBrowsers()

/** Whether node_modules holds the versions that package-lock.json names; what is optional on this platform may lack. */
function packagesAreInstalled() {
  const wanted = readLock('package-lock.json')
  const present = readLock('node_modules/.package-lock.json')
  return Object.entries(wanted).every(([path, entry]) => {
    const mayLack = !path.startsWith('node_modules/') || entry.optional || entry.devOptional
    return mayLack || (path in present && present[path]?.version === entry.version)
  })
}

/**
 * @param {string} path
 * @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean }>}
 */
function readLock(path) {
  return existsSync(`${root}${path}`) ? JSON.parse(readFileSync(`${root}${path}`, 'utf8')).packages : {}
}

function provideBrowser() {
  if (findBrowser()) return
  if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    console.log('Installing Chromium from Debian …')
    const failed = 'Chromium could not be installed; install one yourself and set CHROMIUM_PATH.'
    run('apt-get', ['update'], failed)
    run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], failed)
  }
  if (findBrowser()) return
  stop(
    'The tests run in a real browser, and no Chromium was found. Do one of these, then try again:\n' +
      '  Debian or Ubuntu   sudo apt-get install chromium\n' +
      '  anywhere           npx playwright-core install chromium\n' +
      '  one you have       set CHROMIUM_PATH to its path',
  )
}

/** Without them, the tests that need them say so and are left out. */
function provideProxies() {
  const programs = {
    'nginx-light': '/usr/sbin/nginx',
    caddy: '/usr/bin/caddy',
    pgbouncer: '/usr/sbin/pgbouncer',
  }
  const missing = Object.entries(programs).filter(([, path]) => !existsSync(path))
  if (missing.length === 0 || !existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) return
  const packages = missing.map(([name]) => name)
  console.log(`Installing ${packages.join(', ')} from Debian …`)
  // Installed, not started: the tests start their own.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  spawnSync('apt-get', ['update'], { env, stdio: 'inherit' })
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { env, stdio: 'inherit' })
}

/** Debian's names of what drives the other engines, and the program that each of them brings. */
function provideOtherBrowsers() {
  const programs = { 'firefox-esr': 'firefox-esr', 'webkit2gtk-driver': 'WebKitWebDriver', xvfb: 'Xvfb' }
  const missing = () => Object.entries(programs).filter(([, program]) => !existsSync(`/usr/bin/${program}`))
  const names = missing().map(([name]) => name)
  if (names.length > 0 && existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    console.log(`Installing ${names.join(', ')} from Debian …`)
    const failed = `${names.join(', ')} could not be installed from Debian: see the message above.`
    run('apt-get', ['update'], failed)
    run('apt-get', ['install', '-y', '--no-install-recommends', ...names], failed)
  }
  if (missing().length === 0) return
  stop(
    `The tests in Firefox and WebKit need Debian's packages ${names.join(', ')}. Install them, then try again:\n` +
      `  sudo apt-get install ${names.join(' ')}`,
  )
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {string} failed what to say when it fails
 */
function run(command, args, failed) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const { status } = spawnSync(command, args, { cwd: root, env, stdio: 'inherit' })
  if (status !== 0) stop(failed)
}

/**
 * @param {string} message
 * @returns {never}
 */
function stop(message) {
  console.error(message)
  process.exit(1)
}
