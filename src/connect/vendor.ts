import { invalidSetting } from '../values/check.ts';
import { roads } from './vendors.ts';

/** A vendor as the gateway reaches it. */
export interface Vendor {
  readonly slug: string;
  /** The base of the vendor's package, without a slash at its end. */
  readonly base: string;
  /** What stands behind the slug in its place: nothing, or a path with a slash in front. */
  readonly path: string;
}

export interface VendorOptions {
  readonly path: string | undefined;
  /** The base, up to the vendor's slug. */
  readonly root: string;
}

/**
 * Finds a vendor by one of its names, by `custom-{slug}`, or by any slug whose path is given.
 * @throws InvalidArgumentError for an unknown one.
 */
export function readVendor(name: string, { path: given, root }: VendorOptions): Vendor {
  const known = Object.entries(roads).find(([slug, [, alias]]) => slug === name || alias === name);
  const [slug, [usual, , own]] = known ?? [name, [name.startsWith('custom-') ? '' : undefined]];
  const path = given ?? usual;
  if (path === undefined)
    throw invalidSetting(
      'vendor',
      `is not known: ${name}. Pass path, or use custom-{slug}, ${Object.keys(roads).join(', ')}`,
    );
  const behind = `/${path}`.replace(/^\/+(?=\/)|\/+$/g, '');
  return { slug, base: own ?? `${root}/${slug}${behind}`, path: behind };
}
