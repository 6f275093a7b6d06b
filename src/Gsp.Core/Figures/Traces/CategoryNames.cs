namespace Gsp.Figures;

/// <summary>Checks the category names of bars and boxes.</summary>
internal static class CategoryNames
{
    public static void Check(string[] categories, int values, string name)
    {
        Require.SameLength(values, categories.Length, name, "one for each category is expected");
        Require.That(
            categories.Distinct(StringComparer.Ordinal).Count() == categories.Length,
            "a category is named twice",
            nameof(categories)
        );
    }
}
