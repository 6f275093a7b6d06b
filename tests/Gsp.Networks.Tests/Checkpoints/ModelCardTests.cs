using System.Globalization;
using Gsp.Testing;
using Xunit;

namespace Gsp.Networks.Tests;

/// <summary>What a checkpoint says about its model survives the file.</summary>
public sealed class ModelCardTests
{
    private static readonly ModelCard Full = new()
    {
        Architecture = "ResNet18",
        Options = """{"width":64,"note":"\"quoted\" é"}""",
        Preprocessing = """["resample 500"]""",
        Provenance = new Provenance
        {
            DataSha256 = new string('a', 64),
            LibraryVersion = Provenance.CurrentVersion,
            Seed = ulong.MaxValue,
            Command = "gsp train\t--seed 1",
            Date = new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.FromMinutes(-210)),
        },
    };

    [Theory]
    [InlineData("")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    public void ACardSurvivesAFile(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            var others = new Dictionary<string, string> { ["format"] = "pt" };
            SafetensorsFile file = Safetensors.Parse(CheckpointFiles.Written([], Full.ToMetadata(others)));
            ModelCard card = ModelCard.Of(file)!;
            Assert.Equal(Full, card);
            Assert.Equal(Full.Provenance.Date!.Value.Offset, card.Provenance.Date!.Value.Offset);
            Assert.Equal("pt", file.Metadata["format"]);
            Assert.Equal("2026-02-03T04:05:06-03:30", file.Metadata["gsp.date"]);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void SeedsAndDatesSurvive() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var card = new ModelCard
            {
                Architecture = $"a{seed}",
                Provenance = new Provenance
                {
                    Seed = seed * 0x9E3779B97F4A7C15,
                    Date = DateTimeOffset.FromUnixTimeSeconds((long)seed),
                },
            };
            return ModelCard.FromMetadata(card.ToMetadata()) == card;
        });

    [Fact]
    public void WhatIsNotKnownStaysAway()
    {
        var card = new ModelCard { Architecture = "Linear" };
        Assert.Equal(["gsp.architecture", "gsp.card"], card.ToMetadata().Keys);
        Assert.Equal(card, ModelCard.FromMetadata(card.ToMetadata()));
        Assert.Equal("architecture Linear", card.ToString());
        Assert.Null(ModelCard.FromMetadata(new Dictionary<string, string> { ["format"] = "pt" }));
    }

    [Theory]
    [InlineData("card", "2")]
    [InlineData("architecture", "")]
    [InlineData("options", "{")]
    [InlineData("preprocessing", "{} x")]
    [InlineData("data_sha256", "abc")]
    [InlineData("seed", "-1")]
    [InlineData("seed", "18446744073709551616")]
    [InlineData("date", "3 February 2026")]
    [InlineData("date", "9999-12-31T23:59:59-14:00")]
    public void ADamagedCardIsAnError(string key, string value)
    {
        Dictionary<string, string> metadata = new(Full.ToMetadata()) { ["gsp." + key] = value };
        var error = Assert.Throws<GspFormatException>(() => ModelCard.FromMetadata(metadata, "x"));
        Assert.Equal("__metadata__.gsp." + key, error.Field);
    }

    [Fact]
    public void AWrongCardIsNotWritten()
    {
        Assert.Throws<ArgumentException>(() => (Full with { Architecture = "" }).ToMetadata());
        Assert.Throws<ArgumentException>(() => (Full with { Options = "width 64" }).ToMetadata());
        Assert.Throws<ArgumentException>(() =>
            (Full with { Provenance = new() { DataSha256 = new string('A', 64) } }).ToMetadata()
        );
        Assert.Throws<ArgumentException>(() => Full.ToMetadata(new Dictionary<string, string> { ["gsp.x"] = "" }));
        Dictionary<string, string> lost = new(Full.ToMetadata());
        lost.Remove("gsp.architecture");
        Assert.Throws<GspFormatException>(() => ModelCard.FromMetadata(lost));
    }
}
