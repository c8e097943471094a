// CHANGELOG.md is written by hand: "## Unreleased" first, then a section for each version, the latest first.

/** The text under `## version`. Throws if there is none, so that no version is released without a description. */
export function sectionOf(changelog, version) {
  const sections = changelog.split(/^(?=## )/m)
  const found = sections.find((section) => section.split('\n')[0].split(/\s+/)[1] === version)
  const text = found?.slice(found.indexOf('\n') + 1).trim()
  if (!text)
    throw new Error(
      `CHANGELOG.md has no section "## ${version}", or nothing in it: say what is new in ${version} first.`,
    )
  return text
}
