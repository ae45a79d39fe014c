using System.Reflection;
using System.Runtime.CompilerServices;
using StudyAnalysis.Statistics;
using Xunit;

namespace StudyAnalysis.Tests.Architecture;

/// <summary>House rules of the statistics library, held over its whole public surface.</summary>
public sealed class StatisticsApiTests
{
    private static IEnumerable<Type> PublicTypes => typeof(Quantity).Assembly.GetExportedTypes();

    [Fact]
    public void PublicClasses_AreSealedOrStatic() =>
        Assert.Empty(PublicTypes.Where(t => t.IsClass && !t.IsSealed && !(t.IsAbstract && t.GetConstructors(BindingFlags.Instance | BindingFlags.Public).Length == 0))
            .Select(t => t.FullName));

    [Fact]
    public void PublicProperties_CannotBeSetAfterConstruction() =>
        Assert.Empty(
            from type in PublicTypes
            from property in type.GetProperties()
            where property.SetMethod is { IsPublic: true } setter
                && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit))
            select $"{type.FullName}.{property.Name}");

    [Fact]
    public void PublicFields_AreConstant() =>
        Assert.Empty(
            from type in PublicTypes
            from field in type.GetFields()
            where !field.IsLiteral && !field.IsInitOnly && field.Name != "value__"
            select $"{type.FullName}.{field.Name}");
}
