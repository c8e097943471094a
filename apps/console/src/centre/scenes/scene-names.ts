import { sceneTexts } from './texts.ts'

type Names = ReturnType<typeof sceneTexts.in>['names']

/** The name of a scene in words; one that the texts do not know is called by its own name. */
export const formatScene = (names: Names, scene: string): string =>
  (names as Readonly<Record<string, string>>)[scene] ?? scene

export function useSceneName(): (scene: string) => string {
  const { names } = sceneTexts.use()
  return (scene) => formatScene(names, scene)
}
