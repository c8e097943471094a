import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isTest, listFiles } from '../check/files.mjs'

/** The tests that compare a page with the code, and that write it when told to. */
export const findPageTests = (root) =>
  listFiles(root).filter(
    (path) => isTest(path) && /\.toMatchFileSnapshot\(/.test(readFileSync(join(root, path), 'utf8')),
  )
