import { theme } from 'antd'
import type { ThemeConfig } from 'antd'
import type { Mode } from '../theme.ts'
import tokens from './antd-theme.json' with { type: 'json' }

type Components = NonNullable<ThemeConfig['components']>

/** Ant Design in our tokens (DESIGN §4). Dark derives its seeds anew, so ours go in as the last algorithm. */
export function antdTheme(mode: Mode): ThemeConfig {
  return {
    algorithm: [
      mode === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
      (_, map) => ({ ...map!, ...tokens[mode].map, ...steadyError(mode) }),
    ],
    token: { ...tokens.shared.token, ...tokens[mode].alias },
    components: mergeByComponent(tokens.shared.components, tokens[mode].components),
  }
}

/** The shades that Ant Design derives for a pressed destructive button are too light for the text on it. */
function steadyError(mode: Mode) {
  const { colorError } = tokens[mode].map
  return { colorErrorHover: colorError, colorErrorActive: colorError }
}

function mergeByComponent(base: Record<string, object>, own: Record<string, object>): Components {
  const names = new Set([...Object.keys(base), ...Object.keys(own)])
  return Object.fromEntries([...names].map((name) => [name, { ...base[name], ...own[name] }])) as Components
}
