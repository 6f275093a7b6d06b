using System.Text.Json;
using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Networks.Tests.Networks;

/// <summary>A BERT of two layers, put together from layers and read from its checkpoint, gives the hidden states that torch gives.</summary>
public sealed class TinyBertTests
{
    private const int Width = 8;

    [Fact]
    public void HiddenStatesAgree()
    {
        JsonElement golden = GoldenJson.Open("attention", "tiny_bert.json");
        using SafetensorsFile weights = Safetensors.Open(
            Path.Combine(AppContext.BaseDirectory, "Golden", "safetensors", "tiny_bert.safetensors")
        );
        using var test = new TestWorkspace();
        int[] ids = golden.GetProperty("input_ids").Integers();
        var keep = new bool[3, 7];
        Buffer.BlockCopy(Array.ConvertAll(ids, id => id != 0), 0, keep, 0, ids.Length);
        Tensor<double> mask = test.Space.KeyMask(keep);

        Tensor<double> x = Read("embeddings.word_embeddings.weight").Embedding(ids, [3, 7]);
        x += Read("embeddings.position_embeddings.weight").Slice(0, 0, 7);
        x += Read("embeddings.token_type_embeddings.weight").Select(0, 0);
        x = Norm(x, "embeddings.LayerNorm");
        Compare(x, golden.GetProperty("embedding_output"));
        for (int layer = 0; layer < 2; layer++)
        {
            string name = $"encoder.layer.{layer}.";
            x = Norm(x + Attention(x, name), name + "attention.output.LayerNorm");
            Tensor<double> hidden = Map(x, name + "intermediate.dense").Gelu();
            x = Norm(x + Map(hidden, name + "output.dense"), name + "output.LayerNorm");
            Compare(x, golden.GetProperty("layer_outputs_valid_tokens_only")[layer]);
        }
        Tensor<double> first = x.Select(1, 0);
        Close.Relative(first.ToArray(), golden.GetProperty("cls").Numbers(), 1e-9);
        Tensor<double> pooled = Map(first, "pooler.dense").Tanh();
        Close.Relative(pooled.ToArray(), golden.GetProperty("pooler_output").Numbers(), 1e-9);

        Tensor<double> Read(string name) =>
            test.Space.From(weights.ReadDoubles(name), Shape.Of([.. weights[name].Shape.Select(n => (int)n)]));

        Tensor<double> Norm(Tensor<double> input, string name) =>
            input.LayerNorm(Read(name + ".weight"), Read(name + ".bias"), 1e-12);

        Tensor<double> Map(Tensor<double> input, string name) =>
            input.Linear(Read(name + ".weight"), Read(name + ".bias"));

        Tensor<double> Attention(Tensor<double> input, string name)
        {
            var layer = new MultiheadAttention<double>(test.Space, Width, 2, new RandomStream(1));
            string[] parts = ["query", "key", "value"];
            layer.InputWeight.Set([
                .. parts.SelectMany(part => weights.ReadDoubles($"{name}attention.self.{part}.weight")),
            ]);
            layer.InputBias.Set([
                .. parts.SelectMany(part => weights.ReadDoubles($"{name}attention.self.{part}.bias")),
            ]);
            Dictionary<string, Tensor<double>> own = layer.NamedParameters().ToDictionary(e => e.Name, e => e.Tensor);
            own["out_proj.weight"].Set(weights.ReadDoubles($"{name}attention.output.dense.weight"));
            own["out_proj.bias"].Set(weights.ReadDoubles($"{name}attention.output.dense.bias"));
            return layer.Forward(input, mask);
        }

        void Compare(Tensor<double> states, JsonElement expected)
        {
            double[] actual = states.ToArray();
            double[] theirs = expected.Numbers();
            for (int token = 0; token < ids.Length; token++)
            {
                if (ids[token] != 0)
                {
                    Range own = (token * Width)..((token + 1) * Width);
                    Close.Relative(actual[own], theirs[own], 1e-9);
                }
            }
        }
    }
}
