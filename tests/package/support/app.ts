import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { root, tarball } from './pack.js'
import { run } from './run.js'

const apps = fileURLToPath(new URL('../apps/', import.meta.url))
// Outside the tree, or a bundler would find our own node_modules. Dependencies are kept from run to run.
const kept = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'hawser', 'apps')

/** Lays an app's sources anew, brings its dependencies up to date and installs the tarball as a copy. */
export async function installApp(name: string): Promise<string> {
  const folder = join(kept, name)
  await mkdir(folder, { recursive: true })
  for (const entry of await readdir(folder))
    if (entry !== 'node_modules') await rm(join(folder, entry), { recursive: true })
  await cp(join(apps, name), folder, { recursive: true, filter: (source) => !/[/\\](node_modules|dist)$/.test(source) })

  const npm = (...args: string[]) =>
    run(folder, ['npm', ...args, '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'])
  // Not `ci`, which insists on the binaries of systems that the lockfile leaves out.
  if (!(await isCurrent(folder))) await npm('install')
  await rm(join(folder, 'node_modules', 'hawser'), { recursive: true, force: true })
  await npm('install', '--no-save', '--no-package-lock', tarball)
  if (!existsSync(join(folder, 'node_modules/hawser/package.json'))) throw new Error('the tarball was not installed')
  return folder
}

const isCurrent = (folder: string) =>
  run(folder, [process.execPath, join(root, 'scripts/npm-current.mjs')]).then(
    () => true,
    () => false,
  )
