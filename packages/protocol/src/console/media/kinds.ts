/** R33 logo, R34 main picture, R35 picture of a description. */
export const mediumPurposes = ['logo', 'picture', 'description'] as const
export type MediumPurpose = (typeof mediumPurposes)[number]
