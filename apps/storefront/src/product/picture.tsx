import { Center, Text } from '@mantine/core';

const HUES = 360;
const HUE_STEP = 47;

/** Products have no pictures in the catalog: a colour of their own, and how their title begins. */
export function Picture({ title, size }: { readonly title: string; readonly size: number }) {
  const hue = [...title].reduce((sum, sign) => (sum * HUE_STEP + (sign.codePointAt(0) ?? 0)) % HUES, 0);
  const initials = title
    .split(/\s+/)
    .filter((word) => /^\p{L}/u.test(word))
    .slice(0, 2)
    .map((word) => word[0]!.toUpperCase())
    .join('');
  const background = `linear-gradient(140deg, light-dark(hsl(${hue} 46% 92%), hsl(${hue} 22% 22%)), light-dark(hsl(${hue + 40} 44% 84%), hsl(${hue + 40} 24% 30%)))`;
  return (
    <Center h={size} aria-hidden style={{ background }}>
      <Text fz={size / 3} fw={700} c={`light-dark(hsl(${hue} 45% 30%), hsl(${hue} 40% 85%))`} lh={1}>
        {initials}
      </Text>
    </Center>
  );
}
