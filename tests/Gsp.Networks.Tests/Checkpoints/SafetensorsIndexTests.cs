using System.Text;
using Xunit;

namespace Gsp.Networks.Tests;

/// <summary>Checkpoints in several files read as one, and never from outside their folder.</summary>
public sealed class SafetensorsIndexTests
{
    private const string Name = "model.safetensors.index.json";

    [Fact]
    public void SeveralFilesReadAsOne()
    {
        using CheckpointFiles.Folder folder = TwoParts();
        File.WriteAllText(
            folder[Name],
            """{"metadata":{"total_size":12},"weight_map":{"c":"2.safetensors","a":"1.safetensors","b":"1.safetensors"}}"""
        );
        foreach (string path in new[] { folder[Name], folder.Root })
        {
            using SafetensorsFile file = Safetensors.Open(path);
            Assert.Equal(["a", "b", "c"], file.Entries.Select(entry => entry.Name));
            Assert.Equal([1f, 2f, 3f], new[] { "a", "b", "c" }.SelectMany(name => file.ReadSingles(name)));
            Assert.Equal("first", file.Metadata["which"]);
            Assert.Equal("2", file.Metadata["second"]);
        }
    }

    [Fact]
    public void OneFileOfAFolderIsPreferred()
    {
        using CheckpointFiles.Folder folder = TwoParts();
        File.Copy(folder["2.safetensors"], folder["model.safetensors"]);
        using SafetensorsFile file = Safetensors.Open(folder.Root);
        Assert.Equal(folder["model.safetensors"], file.Path);
        File.Delete(folder["model.safetensors"]);
        Assert.Throws<FileNotFoundException>(() => Safetensors.Open(folder.Root));
    }

    [Theory]
    [InlineData("""{"weight_map":{"a":"3.safetensors"}}""", "a", "'3.safetensors' cannot be opened")]
    [InlineData("""{"weight_map":{"a":"no/3.safetensors"}}""", "a", "cannot be opened")]
    [InlineData("""{"weight_map":{"a":"below"}}""", "a", "cannot be opened")]
    [InlineData("""{"weight_map":{"a":"2.safetensors"}}""", "a", "'2.safetensors' has no such tensor")]
    [InlineData("""{"weight_map":{"a":"1.safetensors","d":"1.safetensors"}}""", "d", "has no such tensor")]
    [InlineData("""{"weight_map":{"a":"../1.safetensors"}}""", "a", "inside the index's folder")]
    [InlineData("""{"weight_map":{"a":"x/../../1.safetensors"}}""", "a", "inside the index's folder")]
    [InlineData("""{"weight_map":{"a":"/etc/passwd"}}""", "a", "inside the index's folder")]
    [InlineData("""{"weight_map":{"a":"..\\1.safetensors"}}""", "a", "inside the index's folder")]
    [InlineData("""{"weight_map":{"a":"C:1.safetensors"}}""", "a", "inside the index's folder")]
    [InlineData("""{"weight_map":{"a":"1\u0000.safetensors"}}""", "a", "inside the index's folder")]
    [InlineData("""{"weight_map":{"a":"."}}""", "a", "inside the index's folder")]
    [InlineData("""{"weight_map":{"a":""}}""", "a", "inside the index's folder")]
    [InlineData("""{"weight_map":{"a":1}}""", "a", "expected a string")]
    [InlineData("""{"weight_map":[]}""", "weight_map", "expected an object")]
    [InlineData("""{"weight_map":{"a":"1.safetensors","a":"1.safetensors"}}""", "a", "twice")]
    [InlineData("""{"weight_map":{},"weight_map":{}}""", "weight_map", "twice")]
    [InlineData("""{"metadata":{}}""", "weight_map", "missing")]
    [InlineData("""["weight_map"]""", "index", "'{'")]
    [InlineData("""{"weight_map":{"a":"1.safetensors"}""", "index", "JSON")]
    public void WhatIsWrongIsNamed(string index, string field, string reason)
    {
        using CheckpointFiles.Folder folder = TwoParts();
        Directory.CreateDirectory(folder["below"]);
        File.WriteAllText(folder[Name], index);
        var error = Assert.Throws<GspFormatException>(() => Safetensors.Open(folder[Name]));
        Assert.Equal(folder[Name], error.Path);
        Assert.Equal(field, error.Field);
        Assert.Contains(reason, error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void ADamagedPartNamesItself()
    {
        using CheckpointFiles.Folder folder = TwoParts();
        File.WriteAllText(folder[Name], """{"weight_map":{"a":"1.safetensors","c":"2.safetensors"}}""");
        File.WriteAllBytes(folder["2.safetensors"], Encoding.UTF8.GetBytes("short"));
        Assert.Equal(
            folder["2.safetensors"],
            Assert.Throws<GspFormatException>(() => Safetensors.Open(folder[Name])).Path
        );
    }

    private static CheckpointFiles.Folder TwoParts()
    {
        var folder = new CheckpointFiles.Folder();
        Safetensors.Write(
            folder["1.safetensors"],
            [
                SafetensorsSource.Of<float>("a", [1], new[] { 1f }),
                SafetensorsSource.Of<float>("b", [], new[] { 2f }),
                SafetensorsSource.Of<float>("c", [], new[] { -1f }),
            ],
            new Dictionary<string, string> { ["which"] = "first" }
        );
        Safetensors.Write(
            folder["2.safetensors"],
            [SafetensorsSource.Of<float>("c", [1, 1], new[] { 3f })],
            new Dictionary<string, string> { ["which"] = "last", ["second"] = "2" }
        );
        return folder;
    }
}
