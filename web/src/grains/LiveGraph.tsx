import { useId } from 'react';

const width = 300;
const height = 64;

/** A figure over the last minutes, with its value now. */
export function LiveGraph({
  title,
  values,
  format,
  capacity,
}: {
  title: string;
  values: readonly number[];
  format: (value: number) => string;
  capacity: number;
}) {
  const id = useId();
  const top = Math.max(1, ...values);
  const step = width / (capacity - 1);
  const left = width - (values.length - 1) * step;
  const points = values.map(
    (value, at) =>
      `${(left + at * step).toFixed(1)},${(height - 2 - (value / top) * (height - 6)).toFixed(1)}`,
  );
  const now = values.at(-1);
  return (
    <section className="panel graph" aria-labelledby={id}>
      <div className="graph-head">
        <h3 id={id}>{title}</h3>
        <strong>{now === undefined ? '–' : format(now)}</strong>
        <span className="quiet">peak {values.length > 0 ? format(Math.max(...values)) : '–'}</span>
      </div>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
        {points.length > 1 ? (
          <>
            <polygon
              points={`${left.toFixed(1)},${height} ${points.join(' ')} ${width},${height}`}
              className="graph-area"
            />
            <polyline points={points.join(' ')} className="graph-line" vectorEffect="non-scaling-stroke" />
          </>
        ) : null}
      </svg>
    </section>
  );
}
