import { sceneTexts } from './scene-texts.ts'

type Scenes = ReturnType<typeof sceneTexts.in>

/** The word for a call's subject; undefined if only its name on the wire is known. */
export const findSceneWord = (scenes: Scenes, activity: string): string | undefined =>
  (scenes as Readonly<Record<string, string>>)[activity]

/** A call's subject, with its name on the wire beside it. */
export function Scene({ activity }: { readonly activity: string }) {
  const word = findSceneWord(sceneTexts.use(), activity)
  return (
    <span className="scene">
      {word !== undefined && <b>{word}</b>} <span className="mono">{activity}</span>
    </span>
  )
}
