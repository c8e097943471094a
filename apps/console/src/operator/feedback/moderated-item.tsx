import { Link } from '@tanstack/react-router'
import type { KeptText, ModeratedText } from '@loggia/protocol/console'
import { Button, Icon, Time, useText } from '@loggia/ui'
import { FeedbackStanding, StarCount, Written } from '../../centre/feedback/feedback-text.tsx'
import { feedbackWords } from '../../centre/feedback/texts.ts'
import { Waited } from '../../centre/feedback/waited.tsx'
import { moderationTexts } from './texts.ts'
import '../../centre/feedback/feedback.css'

type Props = {
  readonly of: ModeratedText
  /** Undefined if nothing is to be decided. */
  readonly chosen: boolean | undefined
  readonly isBusy: boolean
  onChoose(isChosen: boolean): void
  onPublish(): void
  onRefuse(): void
}

/** One text with what helps to decide: what it replaces, what it answers, the report, and what was found in it. */
export function ModeratedItem(props: Props) {
  const texts = moderationTexts.use()
  const { reason: sayReason } = feedbackWords.use()
  const { of } = props
  return (
    <article className={props.chosen ? 'fb fb--chosen' : 'fb'}>
      <Head {...props} />
      <Written of={of} />
      {of.hints.length > 0 && (
        <p className="fb__acts">
          {of.hints.map((hint) => (
            <span key={hint} className="tag tag--warn">
              {texts.hints[hint]}
            </span>
          ))}
        </p>
      )}
      {of.reported && (
        <div className="note note--warn">
          <Icon name="flag" />
          <p>
            {texts.reported(of.reported.reason)} <Time at={of.reported.at} />
          </p>
        </div>
      )}
      {of.before && <Other title={texts.before} of={of.before} />}
      {of.about && <Other title={texts.about} of={of.about} />}
      {of.reason !== undefined && of.state !== 'published' && (
        <p className="t13 dim written">{sayReason(of.reason)}</p>
      )}
      <Acts {...props} />
    </article>
  )
}

function Head({ of, chosen, onChoose }: Props) {
  const texts = moderationTexts.use()
  const { kinds, demo } = feedbackWords.use()
  const text = useText()
  const name = useName(of)
  const kind = of.by === 'seller' ? texts.answer : kinds[of.kind]
  return (
    <header className="fb__head">
      {chosen !== undefined && (
        <label className="check">
          <input
            type="checkbox"
            aria-label={texts.choose(name)}
            checked={chosen}
            onChange={(event) => onChoose(event.target.checked)}
          />
        </label>
      )}
      <b>{kind}</b>
      {of.stars !== undefined && <StarCount of={of.stars} />}
      {of.before && <span className="tag">{texts.changed}</span>}
      <Link to="/operator/products/$productId" params={{ productId: of.product.id }}>
        {text(of.product.name)}
      </Link>
      <span>{of.writer ? text(of.writer) : demo}</span>
      {of.author && <span className="faint">{texts.shownAs(text(of.author))}</span>}
      <FeedbackStanding of={of.state} />
      {of.state === 'published' && of.waitsSince !== undefined && !of.reported && (
        <span className="tag tag--warn">{texts.unread}</span>
      )}
      {of.waitsSince === undefined ? (
        <span className="fb__wait t13 faint">
          <Time at={of.at} />
        </span>
      ) : (
        <Waited since={of.waitsSince} text={texts.waited} />
      )}
    </header>
  )
}

/** Names a text by its product and its first words, for buttons that look alike. */
function useName({ product, text: written, id }: ModeratedText): string {
  const text = useText()
  return `${text(product.name)}, ${written?.slice(0, 24) ?? id.slice(-6)}`
}

function Other({ title, of }: { readonly title: string; readonly of: KeptText }) {
  return (
    <div className="fb__other">
      <span className="fb__head">
        {title}
        {of.stars !== undefined && <StarCount of={of.stars} />}
      </span>
      <Written of={of} />
    </div>
  )
}

function Acts({ of, isBusy, onPublish, onRefuse }: Props) {
  const texts = moderationTexts.use()
  const name = useName(of)
  const isOpen = of.waitsSince !== undefined
  const isPublished = of.state === 'published'
  const publish =
    of.state === 'hidden' ? texts.showAgain : isOpen ? (isPublished ? texts.keep : texts.publish) : undefined
  const refuse = isPublished ? texts.hide : of.state === 'waiting' ? texts.refuse : undefined
  if (!publish && !refuse) return null
  return (
    <div className="fb__acts">
      {publish && (
        <Button size="small" aria-label={texts.of(publish, name)} disabled={isBusy} onClick={onPublish}>
          {publish}
        </Button>
      )}
      {refuse && (
        <Button size="small" aria-label={texts.of(refuse, name)} disabled={isBusy} onClick={onRefuse}>
          {refuse}
        </Button>
      )}
    </div>
  )
}
