/** Families of models, such as those that take the same inputs, each with what its ids match. */
export type Families<Family> = readonly (readonly [ids: RegExp, family: Family])[];

/** The first family that a model belongs to. */
export const findFamily = <Family>(families: Families<Family>, model: string): Family | undefined =>
  families.find(([ids]) => ids.test(model))?.[1];
