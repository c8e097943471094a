import { Link } from '@tanstack/react-router'
import type { TestScene } from '@loggia/protocol/console'
import { State } from '@loggia/ui'
import { useSceneName } from '../../centre/scenes/scene-names.ts'
import { testCallTexts } from './texts.ts'
import { sceneKinds, decideState } from './standing.ts'
import '../../centre/scenes/scenes.css'
import './test-calls.css'

type Props = {
  readonly target: string
  readonly scenes: readonly TestScene[]
  readonly chosen: string
}

/** The scenes as links: those that the product needs first, in the order of a service's life. */
export function SceneList({ target, scenes, chosen }: Props) {
  const texts = testCallTexts.use().groups
  const groups = [
    { key: 'needed', title: texts.needed, of: scenes.filter(({ needed }) => needed) },
    { key: 'other', title: texts.other, of: scenes.filter(({ needed }) => !needed) },
  ]
  return groups
    .filter(({ of }) => of.length > 0)
    .map(({ key, title, of }) => (
      <div key={key}>
        <h2 className="insp__count">{title}</h2>
        <ol className="scenes">
          {of.map((scene) => (
            <SceneLink key={scene.scene} target={target} scene={scene} isChosen={scene.scene === chosen} />
          ))}
        </ol>
      </div>
    ))
}

function SceneLink({
  target,
  scene,
  isChosen,
}: {
  readonly target: string
  readonly scene: TestScene
  readonly isChosen: boolean
}) {
  const states = testCallTexts.use().states
  const nameOf = useSceneName()
  const state = decideState(scene)
  return (
    <li>
      <Link
        to="/seller/test-calls"
        search={{ target, scene: scene.scene }}
        activeProps={{}}
        aria-current={isChosen ? 'true' : undefined}
      >
        <b>{nameOf(scene.scene)}</b>
        <span className="mono faint">{scene.activity}</span>
        <State kind={sceneKinds[state]}>{states[state]}</State>
      </Link>
    </li>
  )
}
