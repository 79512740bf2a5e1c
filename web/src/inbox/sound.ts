let context: AudioContext | undefined;

/** Plays two short notes; lower and thrice for something critical. */
export function playChime(isCritical: boolean): void {
  context ??= new AudioContext();
  void context.resume();
  const notes = isCritical ? [520, 390, 520, 390, 520, 390] : [660, 880];
  for (const [at, frequency] of notes.entries()) {
    const start = context.currentTime + at * 0.13;
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(0.0001, start);
    volume.gain.exponentialRampToValueAtTime(0.12, start + 0.015);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.12);
    tone.connect(volume).connect(context.destination);
    tone.start(start);
    tone.stop(start + 0.14);
  }
}
