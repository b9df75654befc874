namespace NetController.Abstractions.Tests;

[TestFixture]
internal sealed class LinkNameTests
{
    [TestCase("eth0")]
    [TestCase("nc-0123456789ab", Description = "15 bytes")]
    [TestCase("br_1.100@x")]
    [TestCase("brücke")]
    [TestCase("...")]
    public void A_name_that_the_kernel_takes_has_no_problem(string name)
    {
        Assert.That(LinkName.Problem(name), Is.Null);
    }

    [TestCase(null, "empty")]
    [TestCase("", "empty")]
    [TestCase(".", "not allowed")]
    [TestCase("..", "not allowed")]
    [TestCase("nc-0123456789abc", "15 bytes")]
    [TestCase("brückenbrücken", "15 bytes", Description = "14 characters, 16 bytes")]
    [TestCase("a/b", "'/'")]
    [TestCase("a:b", "':'")]
    [TestCase("a b", "white space")]
    [TestCase("a\tb", "white space")]
    [TestCase("a\0", "control")]
    [TestCase("br%d", "'%'", Description = "the kernel would put a number there")]
    public void A_name_that_the_kernel_refuses_or_changes_has_one(string? name, string problem)
    {
        Assert.That(LinkName.Problem(name), Does.Contain(problem));
    }
}
