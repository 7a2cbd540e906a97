import { DefaultNamingStrategy } from 'typeorm';

/** The name in SQL of a property: `onHand` is `on_hand`, and `weightGMax` is `weight_g_max`. */
export const snakeCase = (property: string): string =>
  property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Columns have the names of their properties in snake_case. */
export class SnakeNaming extends DefaultNamingStrategy {
  override columnName(property: string, customName: string | undefined, prefixes: string[]): string {
    return snakeCase([...prefixes, customName ?? property].join('_'));
  }
}
