using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace StudyAnalysis.Notebooks.Kernel;

/// <summary>Weaves the checks of <see cref="CellGuard"/> into a cell: at the head of loops, functions and jumps, and before every catch
/// clause. Nothing is put on a line of its own, so that the lines of errors stay those of the cell.</summary>
internal sealed class CellWeaver : CSharpSyntaxRewriter
{
    private const string Guard = "global::StudyAnalysis.Notebooks.Kernel.CellGuard";

    private static readonly StatementSyntax CheckStatement = Call("Check");
    private static readonly StatementSyntax EnterStatement = Call("Enter");
    private static readonly ExpressionSyntax Catches = ParseExpression(Guard + ".Catches()");

    private readonly Lazy<SemanticModel> _model;
    private readonly bool _marks;

    private CellWeaver(Func<SemanticModel> model, bool marks)
    {
        _model = new Lazy<SemanticModel>(model);
        _marks = marks;
    }

    /// <summary>The cell with its checks.</summary>
    /// <param name="tree">The cell, free of syntax errors.</param>
    /// <param name="model">Its meaning; asked for only where the text alone does not tell.</param>
    /// <param name="marks">Whether the cell says which of its variables it has reached: n after its n-th declaration.</param>
    public static SyntaxTree Weave(SyntaxTree tree, Func<SemanticModel> model, bool marks)
    {
        var root = new CellWeaver(model, marks).Visit(tree.GetRoot());
        return CSharpSyntaxTree.Create((CSharpSyntaxNode)root, (CSharpParseOptions)tree.Options, tree.FilePath, tree.Encoding);
    }

    public override SyntaxNode? VisitCompilationUnit(CompilationUnitSyntax node)
    {
        var unit = (CompilationUnitSyntax)base.VisitCompilationUnit(node)!;
        if (!_marks)
        {
            return unit;
        }

        var members = new List<MemberDeclarationSyntax>();
        var reached = 0;
        foreach (var member in unit.Members)
        {
            members.Add(member);
            if (member is FieldDeclarationSyntax)
            {
                members.Add(GlobalStatement(ExpressionStatement(ParseExpression($"{Guard}.Reach({Invariant.Text(++reached)})"))));
            }
        }

        return unit.WithMembers(List(members));
    }

    public override SyntaxNode? VisitWhileStatement(WhileStatementSyntax node)
    {
        var loop = (WhileStatementSyntax)base.VisitWhileStatement(node)!;
        return loop.WithStatement(Guarded(loop.Statement, CheckStatement));
    }

    public override SyntaxNode? VisitDoStatement(DoStatementSyntax node)
    {
        var loop = (DoStatementSyntax)base.VisitDoStatement(node)!;
        return loop.WithStatement(Guarded(loop.Statement, CheckStatement));
    }

    public override SyntaxNode? VisitForStatement(ForStatementSyntax node)
    {
        var loop = (ForStatementSyntax)base.VisitForStatement(node)!;
        return loop.WithStatement(Guarded(loop.Statement, CheckStatement));
    }

    public override SyntaxNode? VisitForEachStatement(ForEachStatementSyntax node)
    {
        var loop = (ForEachStatementSyntax)base.VisitForEachStatement(node)!;
        return loop.WithStatement(Guarded(loop.Statement, CheckStatement));
    }

    public override SyntaxNode? VisitForEachVariableStatement(ForEachVariableStatementSyntax node)
    {
        var loop = (ForEachVariableStatementSyntax)base.VisitForEachVariableStatement(node)!;
        return loop.WithStatement(Guarded(loop.Statement, CheckStatement));
    }

    public override SyntaxNode? VisitGotoStatement(GotoStatementSyntax node) =>
        Block(CheckStatement, (GotoStatementSyntax)base.VisitGotoStatement(node)!);

    public override SyntaxNode? VisitCatchClause(CatchClauseSyntax node)
    {
        var clause = (CatchClauseSyntax)base.VisitCatchClause(node)!;
        var filter = clause.Filter is { } own
            ? own.WithFilterExpression(BinaryExpression(SyntaxKind.LogicalAndExpression, Catches, ParenthesizedExpression(own.FilterExpression)))
            : CatchFilterClause(Catches);
        return clause.WithFilter(filter);
    }

    public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        var method = (MethodDeclarationSyntax)base.VisitMethodDeclaration(node)!;
        return method.ExpressionBody is { } arrow
            ? method.WithExpressionBody(null).WithSemicolonToken(default).WithBody(Body(arrow, method.SemicolonToken, ReturnsNothing(node)))
            : method.WithBody(Entered(method.Body));
    }

    public override SyntaxNode? VisitLocalFunctionStatement(LocalFunctionStatementSyntax node)
    {
        var function = (LocalFunctionStatementSyntax)base.VisitLocalFunctionStatement(node)!;
        return function.ExpressionBody is { } arrow
            ? function.WithExpressionBody(null).WithSemicolonToken(default).WithBody(Body(arrow, function.SemicolonToken, ReturnsNothing(node)))
            : function.WithBody(Entered(function.Body));
    }

    public override SyntaxNode? VisitRecordDeclaration(RecordDeclarationSyntax node)
    {
        var record = (RecordDeclarationSyntax)base.VisitRecordDeclaration(node)!;
        if (node.IsKind(SyntaxKind.RecordStructDeclaration) || _model.Value.GetDeclaredSymbol(node) is not { } type
            || node != type.DeclaringSyntaxReferences[0].GetSyntax()
            || type.GetMembers("EqualityContract").Any(m => !m.IsImplicitlyDeclared))
        {
            return record;
        }

        // Equality and hash codes of records are the compiler's, and endless in a circle of records. They ask for this property.
        var isRoot = type.BaseType is { SpecialType: SpecialType.System_Object };
        var modifiers = (isRoot, type.IsSealed) switch
        {
            (true, true) => "private",
            (true, false) => "protected virtual",
            _ => "protected override",
        };
        var contract = ParseMemberDeclaration(
            $"{modifiers} global::System.Type EqualityContract {{ get {{ {Guard}.Enter(); return typeof({node.Identifier.Text}{node.TypeParameterList}); }} }}")!;
        return record.OpenBraceToken.IsKind(SyntaxKind.None)
            ? record.WithOpenBraceToken(Token(SyntaxKind.OpenBraceToken))
                .WithCloseBraceToken(Token(default, SyntaxKind.CloseBraceToken, record.SemicolonToken.TrailingTrivia))
                .WithSemicolonToken(default)
                .AddMembers(contract)
            : record.WithMembers(record.Members.Insert(0, contract));
    }

    public override SyntaxNode? VisitConstructorDeclaration(ConstructorDeclarationSyntax node)
    {
        var constructor = (ConstructorDeclarationSyntax)base.VisitConstructorDeclaration(node)!;
        return constructor.ExpressionBody is { } arrow
            ? constructor.WithExpressionBody(null).WithSemicolonToken(default).WithBody(Body(arrow, constructor.SemicolonToken, returnsNothing: true))
            : constructor.WithBody(Entered(constructor.Body));
    }

    public override SyntaxNode? VisitOperatorDeclaration(OperatorDeclarationSyntax node)
    {
        var function = (OperatorDeclarationSyntax)base.VisitOperatorDeclaration(node)!;
        return function.ExpressionBody is { } arrow
            ? function.WithExpressionBody(null).WithSemicolonToken(default).WithBody(Body(arrow, function.SemicolonToken, ReturnsNothing(node)))
            : function.WithBody(Entered(function.Body));
    }

    public override SyntaxNode? VisitConversionOperatorDeclaration(ConversionOperatorDeclarationSyntax node)
    {
        var function = (ConversionOperatorDeclarationSyntax)base.VisitConversionOperatorDeclaration(node)!;
        return function.ExpressionBody is { } arrow
            ? function.WithExpressionBody(null).WithSemicolonToken(default).WithBody(Body(arrow, function.SemicolonToken, returnsNothing: false))
            : function.WithBody(Entered(function.Body));
    }

    public override SyntaxNode? VisitAccessorDeclaration(AccessorDeclarationSyntax node)
    {
        var accessor = (AccessorDeclarationSyntax)base.VisitAccessorDeclaration(node)!;
        return accessor.ExpressionBody is { } arrow
            ? accessor.WithExpressionBody(null).WithSemicolonToken(default).WithBody(Body(arrow, accessor.SemicolonToken, !node.IsKind(SyntaxKind.GetAccessorDeclaration)))
            : accessor.WithBody(Entered(accessor.Body));
    }

    public override SyntaxNode? VisitPropertyDeclaration(PropertyDeclarationSyntax node)
    {
        var property = (PropertyDeclarationSyntax)base.VisitPropertyDeclaration(node)!;
        return property.ExpressionBody is { } arrow
            ? property.WithExpressionBody(null).WithSemicolonToken(default).WithAccessorList(Getter(arrow, property.SemicolonToken))
            : property;
    }

    public override SyntaxNode? VisitIndexerDeclaration(IndexerDeclarationSyntax node)
    {
        var indexer = (IndexerDeclarationSyntax)base.VisitIndexerDeclaration(node)!;
        return indexer.ExpressionBody is { } arrow
            ? indexer.WithExpressionBody(null).WithSemicolonToken(default).WithAccessorList(Getter(arrow, indexer.SemicolonToken))
            : indexer;
    }

    public override SyntaxNode? VisitSimpleLambdaExpression(SimpleLambdaExpressionSyntax node) => Lambda(node, base.VisitSimpleLambdaExpression);

    public override SyntaxNode? VisitParenthesizedLambdaExpression(ParenthesizedLambdaExpressionSyntax node) =>
        Lambda(node, base.VisitParenthesizedLambdaExpression);

    public override SyntaxNode? VisitAnonymousMethodExpression(AnonymousMethodExpressionSyntax node)
    {
        var function = (AnonymousMethodExpressionSyntax)base.VisitAnonymousMethodExpression(node)!;
        return function.WithBlock(Entered(function.Block)!);
    }

    public override SyntaxNode? VisitWhereClause(WhereClauseSyntax node)
    {
        var clause = (WhereClauseSyntax)base.VisitWhereClause(node)!;
        return IsParallel(node) ? clause.WithCondition(Passed(clause.Condition)) : clause;
    }

    public override SyntaxNode? VisitSelectClause(SelectClauseSyntax node)
    {
        var clause = (SelectClauseSyntax)base.VisitSelectClause(node)!;
        return IsParallel(node) && _model.Value.GetTypeInfo(node.Expression).Type is not null ? clause.WithExpression(Passed(clause.Expression)) : clause;
    }

    public override SyntaxNode? VisitInvocationExpression(InvocationExpressionSyntax node)
    {
        var call = (InvocationExpressionSyntax)base.VisitInvocationExpression(node)!;
        var name = node.Expression switch
        {
            MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
            IdentifierNameSyntax identifier => identifier.Identifier.ValueText,
            _ => string.Empty,
        };
        if (name is not ("Exit" or "FailFast" or "Kill") || _model.Value.GetSymbolInfo(node).Symbol is not IMethodSymbol method)
        {
            return call;
        }

        var guarded = ParseExpression($"{Guard}.{name}").WithTriviaFrom(call.Expression);
        return method.ContainingType.ToDisplayString() switch
        {
            "System.Environment" => call.WithExpression(guarded),
            "System.Diagnostics.Process" when node.Expression is MemberAccessExpressionSyntax && call.Expression is MemberAccessExpressionSyntax access =>
                call.WithExpression(guarded).WithArgumentList(call.ArgumentList.WithArguments(call.ArgumentList.Arguments.Insert(0, Argument(access.Expression)))),
            _ => call,
        };
    }

    private static ExpressionStatementSyntax Call(string name) => ExpressionStatement(ParseExpression($"{Guard}.{name}()"));

    private static InvocationExpressionSyntax Passed(ExpressionSyntax expression) =>
        InvocationExpression(ParseExpression(Guard + ".Pass")).WithArgumentList(ArgumentList(SingletonSeparatedList(Argument(expression))));

    private static BlockSyntax Guarded(StatementSyntax statement, StatementSyntax guard) =>
        statement is BlockSyntax block ? block.WithStatements(block.Statements.Insert(0, guard)) : Block(guard, statement);

    private static BlockSyntax? Entered(BlockSyntax? body) => body?.WithStatements(body.Statements.Insert(0, EnterStatement));

    private static BlockSyntax Body(ArrowExpressionClauseSyntax arrow, SyntaxToken end, bool returnsNothing) =>
        Block(EnterStatement, Result(arrow.Expression, returnsNothing))
            .WithOpenBraceToken(Token(arrow.ArrowToken.LeadingTrivia, SyntaxKind.OpenBraceToken, arrow.ArrowToken.TrailingTrivia))
            .WithCloseBraceToken(Token(end.LeadingTrivia, SyntaxKind.CloseBraceToken, end.TrailingTrivia));

    private static AccessorListSyntax Getter(ArrowExpressionClauseSyntax arrow, SyntaxToken end) =>
        AccessorList(SingletonList(AccessorDeclaration(SyntaxKind.GetAccessorDeclaration, Body(arrow, end, returnsNothing: false))));

    private static StatementSyntax Result(ExpressionSyntax expression, bool returnsNothing) => expression switch
    {
        ThrowExpressionSyntax fault => ThrowStatement(Token(SyntaxKind.ThrowKeyword).WithTriviaFrom(fault.ThrowKeyword), fault.Expression, Token(SyntaxKind.SemicolonToken)),
        _ when returnsNothing => ExpressionStatement(expression),
        _ => ReturnStatement(Token(default, SyntaxKind.ReturnKeyword, TriviaList(Space)), expression, Token(SyntaxKind.SemicolonToken)),
    };

    private static bool ReturnsNothing(IMethodSymbol method) =>
        method.ReturnsVoid || (method.IsAsync && method.ReturnType is INamedTypeSymbol { IsGenericType: false });

    private bool ReturnsNothing(SyntaxNode declaration) => _model.Value.GetDeclaredSymbol(declaration) is IMethodSymbol method && ReturnsNothing(method);

    private bool IsParallel(SyntaxNode clause) =>
        clause.FirstAncestorOrSelf<QueryExpressionSyntax>() is { } query
        && _model.Value.GetTypeInfo(query).Type?.OriginalDefinition.ToDisplayString().StartsWith("System.Linq.ParallelQuery", StringComparison.Ordinal) == true;

    private SyntaxNode? Lambda<T>(T node, Func<T, SyntaxNode?> visit)
        where T : LambdaExpressionSyntax
    {
        if (node.Block is not null)
        {
            var function = (LambdaExpressionSyntax)visit(node)!;
            return function.WithBlock(Entered(function.Block));
        }

        // An expression tree is data: it can hold no statements, and neither can what is inside it.
        if (_model.Value.GetSymbolInfo(node).Symbol is not IMethodSymbol method
            || _model.Value.GetTypeInfo(node).ConvertedType is not { TypeKind: TypeKind.Delegate })
        {
            return node;
        }

        var lambda = (LambdaExpressionSyntax)visit(node)!;
        return lambda.ExpressionBody is null or ThrowExpressionSyntax
            ? lambda
            : lambda.WithExpressionBody(null).WithBlock(Block(EnterStatement, Result(lambda.ExpressionBody, ReturnsNothing(method))));
    }
}
