import { hearsOthers, mirrorsOf } from '@concord/service';
import { SERVICE_PARTS } from '../src/simulate/service-parts';

/** Pure rules on what the services declare; the parts load Nest, which unit specs do not. */
describe('what services repeat of each other', () => {
  it('is declared by every projection that hears others: a fact that it mirrors, or why there is none', () => {
    const findings = SERVICE_PARTS.flatMap((parts) => {
      const declared = [...mirrorsOf(parts), ...(parts.mirrorsNothing ?? [])].map(({ projection }) => projection);
      return (parts.projections ?? [])
        .filter((projection) => hearsOthers(parts.name, projection) && !declared.includes(projection))
        .map(
          ({ name }) =>
            `${name} hears other services: add mirrors(…) of a fact to ${parts.name}.module.ts, or say in mirrorsNothing why there is none.`,
        );
    });
    expect(findings).toEqual([]);
  });

  it('is declared for views of the service that hear others, once for each fact', () => {
    const findings = SERVICE_PARTS.flatMap((parts) => {
      const mirrors = mirrorsOf(parts).map(({ of, projection }) => `${of} in ${projection.name}`);
      const twice = mirrors.filter((mirror, n) => mirrors.indexOf(mirror) !== n);
      const both = (parts.mirrorsNothing ?? []).filter(({ projection }) =>
        mirrorsOf(parts).some((mirror) => mirror.projection === projection),
      );
      const own = [...mirrorsOf(parts), ...(parts.mirrorsNothing ?? [])].filter(
        ({ projection }) => !parts.projections?.includes(projection) || !hearsOthers(parts.name, projection),
      );
      return [
        ...twice.map((mirror) => `${mirror} is declared twice: remove one.`),
        ...both.map(({ projection: { name } }) => `${name} mirrors a fact and nothing: remove one.`),
        ...own.map(({ projection: { name } }) => `${name} hears nobody else in ${parts.name}: it repeats nothing.`),
      ];
    });
    expect(findings).toEqual([]);
  });

  it('has an owner, who names the fact after itself', () => {
    const facts = SERVICE_PARTS.flatMap(({ name, facts = [] }) => facts.map((fact) => ({ owner: name, ...fact })));
    const names = facts.map(({ name }) => name);
    const unowned = SERVICE_PARTS.flatMap((parts) => mirrorsOf(parts)).filter(({ of }) => !names.includes(of));
    expect(unowned.map(({ of, projection }) => `${projection.name} mirrors ${of}, which nobody declares.`)).toEqual([]);
    expect(names.filter((name, n) => names.indexOf(name) !== n)).toEqual([]);
    expect(facts.filter(({ name, owner }) => !name.startsWith(`${owner}.`)).map(({ name }) => name)).toEqual([]);
    // A fact that nobody repeats is not compared with anything.
    const repeated = new Set(SERVICE_PARTS.flatMap((parts) => mirrorsOf(parts).map(({ of }) => of)));
    expect(names.filter((name) => !repeated.has(name))).toEqual([]);
  });

  it('names reasons in a sentence where there is nothing to compare', () => {
    const reasons = SERVICE_PARTS.flatMap(({ mirrorsNothing = [] }) => mirrorsNothing.map(({ because }) => because));
    expect(reasons.length).toBeGreaterThan(0);
    expect(reasons.filter((because) => !/^[A-Z].{20,}\.$/.test(because))).toEqual([]);
  });
});
